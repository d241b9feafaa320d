"""The RNIPP (INSEE): who a civil identity names, what it answers, and the service that other hubs may call."""
