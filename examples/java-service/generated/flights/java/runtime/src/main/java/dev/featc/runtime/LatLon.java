package dev.featc.runtime;

/** A point of a literal map of points, in degrees. */
public record LatLon(double lat, double lon) {}
