"""Strangers' input by area: every public function of a module makes one case in an empty folder and is named for it."""
