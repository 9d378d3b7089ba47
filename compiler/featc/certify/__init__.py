"""The parity certificate: what proves, for one program, that what was built gives the same bits. Writes nothing."""
