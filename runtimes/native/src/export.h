/* What is seen outside of the library. */
#ifndef FEATC_EXPORT_H
#define FEATC_EXPORT_H

#define EXPORT __attribute__((visibility("default")))

#endif
