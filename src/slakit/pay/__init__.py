"""Pay: what each person's attainment comes to in money, with every step.

`facts` are gathered from the relations of an evaluation; `statement` is what is made of them, exactly.
"""
