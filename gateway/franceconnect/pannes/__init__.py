"""Deliberate faults of FranceConnect, armed by the control API: what a service must survive or refuse."""
