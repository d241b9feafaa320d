"""The citizen's space « Mes connexions »: one's history, preferences and consents, as FranceConnect gives them."""
