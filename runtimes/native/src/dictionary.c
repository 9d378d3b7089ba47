/* The dictionary of a column of strings: codes in the order in which strings are first seen. Knows Arrow's layouts.
 *
 * A table is memory of the caller's, so that it can be kept from one chunk to the next, copied, and shared by threads
 * that only look up. Slots (a power of two of them, at least twice the entries) hold code + 1, or 0.
 */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "export.h"

/* What a string is known by: up to 16 bytes are in the words themselves, of more the words are two hashes. */
typedef struct {
  uint64_t low, high;
  int64_t size;
} Key;

typedef struct {
  int32_t *slots;
  uint64_t slot_mask;
  Key *keys;       /* of each entry */
  int64_t *ends;   /* entry i is octets[ends[i]] up to octets[ends[i + 1]]; ends[0] is 0 */
  uint8_t *octets;
  int64_t count, most;
  int64_t octets_size;
} Table;

/* Strings as Arrow lays them out: 32-bit offsets, 64-bit ones, or views into several buffers. */
typedef struct {
  int32_t kind; /* 4, 8 or 16: the bytes of an offset or a view */
  int32_t buffer_count;
  const void *places;
  const uint8_t *const *buffers;
  const int64_t *buffer_sizes;
  const uint8_t *valid; /* a byte a row, 0 for null; or NULL */
  int64_t rows;
} Column;

typedef struct {
  const uint8_t *octets;
  int64_t size; /* below 0: no string, the offsets are broken */
  int64_t room; /* bytes that may be read from the start on */
} Text;

#define INLINE static inline __attribute__((always_inline))
#define IN_WORDS 16
/* More slots than this are not looked at for one string: strings that are made to collide shall cost no time. */
#define MOST_PROBES 64

#define M(n) (((uint64_t)1 << 8 * (n)) - 1)
#define ALL UINT64_MAX
static const uint64_t low_masks[IN_WORDS + 1] = {0,   M(1), M(2), M(3), M(4), M(5), M(6), M(7), ALL,
                                                 ALL, ALL,  ALL,  ALL,  ALL,  ALL,  ALL,  ALL};
static const uint64_t high_masks[IN_WORDS + 1] = {0,    0,    0,    0,    0,    0,    0,    0,  0,
                                                  M(1), M(2), M(3), M(4), M(5), M(6), M(7), ALL};
#undef M
#undef ALL

static inline uint64_t word(const uint8_t *octets) {
  uint64_t found;
  memcpy(&found, octets, sizeof found);
  return found;
}

static inline int32_t int32_at(const uint8_t *octets) {
  int32_t found;
  memcpy(&found, octets, sizeof found);
  return found;
}

static inline uint64_t mixed(uint64_t x, uint64_t y) {
  unsigned __int128 product = (unsigned __int128)(x ^ 0x9E3779B97F4A7C15u) * (y ^ 0x2B7E151628AED2A7u);
  return (uint64_t)product ^ (uint64_t)(product >> 64);
}

INLINE Text text_at(const Column *column, int kind, int64_t row) {
  int64_t start, end, size = column->buffer_sizes[0];
  const uint8_t *data = column->buffers[0];
  if (kind == 4) {
    const int32_t *offsets = column->places;
    start = offsets[row], end = offsets[row + 1];
  } else if (kind == 8) {
    const int64_t *offsets = column->places;
    start = offsets[row], end = offsets[row + 1];
  } else {
    const uint8_t *view = (const uint8_t *)column->places + 16 * row;
    int32_t length = int32_at(view), index = int32_at(view + 8);
    if (length >= 0 && length <= 12) return (Text){view + 4, length, 12};
    if (length < 0 || index < 0 || index >= column->buffer_count) return (Text){NULL, -1, 0};
    data = column->buffers[index], size = column->buffer_sizes[index];
    start = int32_at(view + 12), end = start + length;
  }
  if (start < 0 || end < start || end > size) return (Text){NULL, -1, 0};
  return (Text){data + start, end - start, size - start};
}

INLINE Key long_key(Text text) {
  const uint8_t *p = text.octets, *end = p + text.size;
  uint64_t low = mixed(word(p), word(p + 8));
  for (p += 16; p + 16 < end; p += 16) low = mixed(word(p) ^ low, word(p + 8));
  return (Key){low, mixed(word(end - 16), word(end - 8)), text.size};
}

/* Of more than IN_WORDS bytes. */
INLINE int same_octets(const uint8_t *x, const uint8_t *y, int64_t size) {
  for (int64_t i = 0; i + 8 < size; i += 8)
    if (word(x + i) != word(y + i)) return 0;
  return word(x + size - 8) == word(y + size - 8);
}

/* Where the buffer ends before IN_WORDS bytes can be read. */
static __attribute__((noinline)) Key last_key(Text text) {
  uint8_t few[IN_WORDS] = {0};
  if (text.size) memcpy(few, text.octets, (size_t)text.size);
  return (Key){word(few), word(few + 8), text.size};
}

static inline Key key_of(Text text) {
  if (text.size > IN_WORDS) return long_key(text);
  if (text.room < IN_WORDS) return last_key(text);
  return (Key){word(text.octets) & low_masks[text.size], word(text.octets + 8) & high_masks[text.size], text.size};
}

/* The slot at which the search for a key begins. */
INLINE uint64_t slot_of(Key key) { return mixed(key.low, key.high + (uint64_t)key.size); }

INLINE int same(const Table *table, int64_t code, Key key, Text text) {
  const Key *known = &table->keys[code];
  return known->low == key.low && known->high == key.high && known->size == key.size &&
         (key.size <= IN_WORDS || same_octets(table->octets + table->ends[code], text.octets, key.size));
}

/* The code of a text whose first slot has another; -1 where the table has none and is not to grow, or has no place. */
static __attribute__((noinline)) int64_t searched(Table *table, Key key, Text text, int grow) {
  uint64_t slot = slot_of(key) & table->slot_mask;
  for (int probes = 0; table->slots[slot]; slot = (slot + 1) & table->slot_mask) {
    int64_t code = table->slots[slot] - 1;
    if (same(table, code, key, text)) return code;
    if (++probes == MOST_PROBES) return -1;
  }
  int64_t code = table->count, end = table->ends[code];
  if (!grow || code == table->most || table->octets_size - end < text.size) return -1;
  table->slots[slot] = (int32_t)(code + 1);
  table->keys[code] = key;
  if (text.size) memcpy(table->octets + end, text.octets, (size_t)text.size);
  table->ends[code + 1] = end + text.size;
  table->count = code + 1;
  return code;
}

INLINE int64_t encode(const Column *column, int kind, int64_t first, Table *table, int grow, int64_t *codes) {
  const Column c = *column;
  const Table t = *table;
  for (int64_t row = first; row < c.rows; row++) {
    if (c.valid && !c.valid[row]) {
      codes[row] = 0;
      continue;
    }
    Text text = text_at(&c, kind, row);
    if (text.size < 0) return -1 - row;
    Key key = key_of(text);
    int64_t code = (int64_t)t.slots[slot_of(key) & t.slot_mask] - 1;
    if (code < 0 || !same(&t, code, key, text)) code = searched(table, key, text, grow);
    if (code < 0) return row;
    codes[row] = code;
  }
  return c.rows;
}

/* Codes of the rows from the first on. Gives the number of rows, or the row for which the table has no code and is not
 * to grow or has no place; -1 less the row whose offsets are broken. Nulls have code 0, which the caller has for "". */
EXPORT int64_t featc_encode(const Column *column, int64_t first, Table *table, int grow, int64_t *codes) {
  if (column->kind == 4) return encode(column, 4, first, table, grow, codes);
  if (column->kind == 8) return encode(column, 8, first, table, grow, codes);
  return encode(column, 16, first, table, grow, codes);
}

/* Where the string of each row ends, one after the other from 0 on (nulls are empty), in rows + 1 numbers. Gives the
 * octets of all, or -1 where they are more than 32-bit offsets can tell. */
EXPORT int64_t featc_decode_ends(const int64_t *codes, const uint8_t *valid, int64_t rows, const int32_t *entry_ends,
                                 int32_t *ends) {
  int64_t total = 0;
  ends[0] = 0;
  for (int64_t row = 0; row < rows; row++) {
    if (!valid || valid[row]) total += entry_ends[codes[row] + 1] - entry_ends[codes[row]];
    if (total > INT32_MAX) return -1;
    ends[row + 1] = (int32_t)total;
  }
  return total;
}

/* The octets of the rows' strings. Both the entries and the place for them have IN_WORDS bytes of room behind them. */
EXPORT void featc_decode(const int64_t *codes, int64_t rows, const int32_t *entry_ends, const uint8_t *entries,
                         const int32_t *ends, uint8_t *octets) {
  for (int64_t row = 0; row < rows; row++) {
    int32_t size = ends[row + 1] - ends[row];
    const uint8_t *from = entries + entry_ends[codes[row]];
    /* a copy of fixed size needs no loop; what is too much, the next row writes over */
    if (size <= IN_WORDS)
      memcpy(octets + ends[row], from, IN_WORDS);
    else
      memcpy(octets + ends[row], from, (size_t)size);
  }
}
