"""The ten steps of the journey, each as its user takes it, in a browser against the live demonstration."""
