#ifndef LINDUNG_CBYTEMASKS_SHIM_H
#define LINDUNG_CBYTEMASKS_SHIM_H
#include <stdint.h>
#include <string.h>

// Which of 64 bytes are a given one, as 64 bits: the one step that Swift's SIMD types have no name for.
#if defined(__SSE2__)
#include <emmintrin.h>

static inline uint64_t lindung_equal64(const uint8_t *bytes, uint8_t wanted) {
    __m128i all = _mm_set1_epi8((char)wanted);
    uint64_t a = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)(bytes)), all));
    uint64_t b = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)(bytes + 16)), all));
    uint64_t c = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)(bytes + 32)), all));
    uint64_t d = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)(bytes + 48)), all));
    return a | b << 16 | c << 32 | d << 48;
}

static inline uint64_t lindung_either64(const uint8_t *bytes, uint8_t first, uint8_t second) {
    __m128i one = _mm_set1_epi8((char)first), two = _mm_set1_epi8((char)second);
    uint64_t mask = 0;
    for (int part = 0; part < 4; part++) {
        __m128i read = _mm_loadu_si128((const __m128i *)(bytes + 16 * part));
        __m128i found = _mm_or_si128(_mm_cmpeq_epi8(read, one), _mm_cmpeq_epi8(read, two));
        mask |= (uint64_t)(uint32_t)_mm_movemask_epi8(found) << (16 * part);
    }
    return mask;
}

// Which of 16 bytes may end a string of JSON or stand in none: the quote, the backslash, what is below the space.
static inline uint32_t lindung_stops16(const uint8_t *bytes) {
    __m128i read = _mm_loadu_si128((const __m128i *)bytes);
    __m128i quote = _mm_cmpeq_epi8(read, _mm_set1_epi8('"')), escape = _mm_cmpeq_epi8(read, _mm_set1_epi8('\\'));
    __m128i control = _mm_cmpeq_epi8(_mm_min_epu8(read, _mm_set1_epi8(0x1F)), read);
    return (uint32_t)_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(quote, escape), control));
}
#else
static inline uint64_t lindung_equal64(const uint8_t *bytes, uint8_t wanted) {
    uint64_t mask = 0;
    for (int part = 0; part < 8; part++) {
        uint64_t word;
        memcpy(&word, bytes + 8 * part, 8);
        word ^= 0x0101010101010101ULL * wanted;
        // The high bit of each byte that is zero, exactly; then the eight of them side by side.
        uint64_t zero = ~(((word & 0x7F7F7F7F7F7F7F7FULL) + 0x7F7F7F7F7F7F7F7FULL) | word | 0x7F7F7F7F7F7F7F7FULL);
        mask |= ((zero >> 7) * 0x0102040810204080ULL >> 56) << (8 * part);
    }
    return mask;
}

static inline uint64_t lindung_either64(const uint8_t *bytes, uint8_t first, uint8_t second) {
    return lindung_equal64(bytes, first) | lindung_equal64(bytes, second);
}

static inline uint32_t lindung_stops16(const uint8_t *bytes) {
    uint32_t mask = 0;
    for (int place = 0; place < 16; place++) {
        uint8_t byte = bytes[place];
        mask |= (uint32_t)(byte == '"' || byte == '\\' || byte < 0x20) << place;
    }
    return mask;
}
#endif
#endif
