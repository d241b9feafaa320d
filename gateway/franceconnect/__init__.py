"""The mock FranceConnect v2: what a service, a data provider and a browser see of it, at `/api/v2`."""
