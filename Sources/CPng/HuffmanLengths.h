#pragma once
#include <stddef.h>
#include <stdint.h>

/// The longest code that is given out: four of them and what is left of a byte fit into one 64-bit word.
enum { cpng_longest_code = 12 };

/// The lengths of the best prefix code of at most `longest` bits for symbols that occur `counts` times: package-merge
/// (Larmore and Hirschberg, A fast algorithm for optimal length-limited Huffman codes, 1990). Symbols that do not occur
/// get length 0, one that occurs alone length 1.
///
/// `symbols` is at most 286, and 1 << `longest` no less than the symbols that occur.
void cpng_code_lengths(const uint32_t *counts, size_t symbols, unsigned longest, uint8_t *lengths);

/// The codes that RFC 1951, clause 3.2.2 gives to lengths, their bits in the order in which deflate sends them.
void cpng_codes(const uint8_t *lengths, size_t symbols, uint16_t *codes);
