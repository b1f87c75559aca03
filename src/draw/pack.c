/* Deflate (RFC 1951) in blocks with codes of their own, in a zlib stream (RFC 1950). Besides bytes it knows one thing: that
 * pixels repeat the one before them. */
#include "draw/pack.h"

#include <string.h>

#define BLOCK 65536          /* tokens */
#define END_OF_BLOCK 256
#define N_SYMBOLS 286
#define LONGEST_CODE 15
#define LONGEST_REPEAT 258   /* bytes */
#define N_TOKENS (256 + LONGEST_REPEAT + 1)
#define LARGEST_HEAD 512     /* bytes */
#define LARGEST_TOKEN 3
#define ADLER_BASE 65521

/* A token is a byte, or 256 and a length to be repeated. */
typedef guint16 Token;

typedef struct {
  guint32 bits;
  guint8 n;
} Code;

/* Where bits are written. */
typedef struct {
  guint8 *at;
  guint64 held;              /* bits that do not fill a byte yet */
  guint n_held;
} Bits;

struct _RvPack {
  GByteArray *output;
  Bits bits;
  guint pixel;
  guint8 last[4];            /* the pixel before */
  gboolean has_last;
  Token tokens[BLOCK];
  guint n_tokens;
  guint64 sum, sums;         /* Adler-32, taken modulo once in a row of pixels */
};

/* ---- bits -------------------------------------------------------------------------------------------- */

static void
hold (Bits *out, guint32 bits, guint n)
{
  out->held |= (guint64) bits << out->n_held;
  out->n_held += n;
}

/* Writes whole bytes, without asking how many there are. The output has room: see write_block(). */
static void
pour (Bits *out)
{
  guint64 bytes = GUINT64_TO_LE (out->held);

  memcpy (out->at, &bytes, sizeof bytes);
  out->at += out->n_held / 8;
  out->held >>= out->n_held & ~7u;
  out->n_held &= 7;
}

static void
put_bits (Bits *out, guint32 bits, guint n)
{
  hold (out, bits, n);
  pour (out);
}

static void
put_big_endian (GByteArray *output, guint32 number)
{
  guint32 bytes = GUINT32_TO_BE (number);

  g_byte_array_append (output, (const guint8 *) &bytes, sizeof bytes);
}

/* ---- lengths of codes: Huffman's tree --------------------------------------------------------------------- */

typedef struct {
  guint weight, parent, symbol;
} Node;

static int
by_weight (gconstpointer a, gconstpointer b)
{
  const Node *one = a, *other = b;

  if (one->weight != other->weight)
    return one->weight < other->weight ? -1 : 1;
  return one->symbol < other->symbol ? -1 : 1;
}

/* The lighter of the next leaf and the next joint. */
static guint
take_lightest (const Node *nodes, guint n_leaves, guint *leaf, guint *joint, guint end)
{
  if (*leaf < n_leaves && (*joint >= end || nodes[*leaf].weight <= nodes[*joint].weight))
    return (*leaf)++;
  return (*joint)++;
}

/* Returns: the length of the longest code. @weights has at least two symbols that occur. */
static guint
find_lengths (const guint *weights, guint8 *lengths)
{
  Node nodes[2 * N_SYMBOLS];
  guint8 depths[2 * N_SYMBOLS] = { 0 };
  guint n = 0, leaf = 0, joint, longest = 0;

  for (guint i = 0; i < N_SYMBOLS; i++)
    if (weights[i] > 0)
      nodes[n++] = (Node) { weights[i], 0, i };
  qsort (nodes, n, sizeof (Node), by_weight);
  joint = n;
  for (guint end = n; end < 2 * n - 1; end++)
    {
      guint one = take_lightest (nodes, n, &leaf, &joint, end), other = take_lightest (nodes, n, &leaf, &joint, end);

      nodes[end] = (Node) { nodes[one].weight + nodes[other].weight, 0, 0 };
      nodes[one].parent = nodes[other].parent = end;
    }
  memset (lengths, 0, N_SYMBOLS);
  for (guint i = 2 * n - 2; i-- > 0;)
    {
      depths[i] = depths[nodes[i].parent] + 1;
      if (i < n)
        {
          lengths[nodes[i].symbol] = depths[i];
          longest = MAX (longest, depths[i]);
        }
    }
  return longest;
}

/* Weights are levelled until no code is too long. */
static void
choose_lengths (guint *weights, guint8 *lengths)
{
  while (find_lengths (weights, lengths) > LONGEST_CODE)
    for (guint i = 0; i < N_SYMBOLS; i++)
      weights[i] = (weights[i] + 1) / 2;
}

/* ---- codes ---------------------------------------------------------------------------------------------------- */

/* The bits of a code stand the other way round in the stream. */
static guint32
reversed (guint32 code, guint n)
{
  guint32 result = 0;

  for (guint i = 0; i < n; i++)
    result |= (code >> i & 1) << (n - 1 - i);
  return result;
}

static void
assign_codes (const guint8 *lengths, Code *codes)
{
  guint32 next = 0;

  for (guint n = 1; n <= LONGEST_CODE; n++, next <<= 1)
    for (guint i = 0; i < N_SYMBOLS; i++)
      if (lengths[i] == n)
        codes[i] = (Code) { reversed (next++, n), (guint8) n };
}

/* Returns: the symbol of a repeat of @length bytes; what is over @base is written in @extra bits. */
static guint
length_symbol (guint length, guint *base, guint *extra)
{
  guint symbol = 257, start = 3;

  *base = length;
  *extra = 0;
  if (length == LONGEST_REPEAT)
    return 285;
  for (guint i = 0; i < 28; i++, symbol++)
    {
      *base = start;
      *extra = i < 8 ? 0 : i / 4 - 1;
      start += 1u << *extra;
      if (length < start)
        break;
    }
  return symbol;
}

static void
weigh (const RvPack *pack, guint *weights)
{
  guint counts[N_TOKENS] = { 0 }, base, extra;

  for (guint i = 0; i < pack->n_tokens; i++)
    counts[pack->tokens[i]]++;
  memcpy (weights, counts, 256 * sizeof *weights);
  weights[END_OF_BLOCK] = 1;
  for (guint length = 3; length <= LONGEST_REPEAT; length++)
    weights[length_symbol (length, &base, &extra)] += counts[256 + length];
}

/* One code for each token: that of its symbol, what is over, and the one bit that says how far back. */
static void
join_codes (const Code *codes, Code *joined)
{
  memcpy (joined, codes, 256 * sizeof *joined);
  for (guint length = 3; length <= LONGEST_REPEAT; length++)
    {
      guint base, extra;
      Code code = codes[length_symbol (length, &base, &extra)];

      joined[256 + length] = (Code) { code.bits | (length - base) << code.n, (guint8) (code.n + extra + 1) };
    }
}

/* ---- blocks --------------------------------------------------------------------------------------------------- */

/* The lengths of all codes are written in four bits each; there is but one distance, that of a pixel. */
static void
write_head (RvPack *pack, const guint8 *lengths, gboolean is_last)
{
  static const guint8 order[] = { 16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15 };

  put_bits (&pack->bits, is_last, 1);
  put_bits (&pack->bits, 2, 2);
  put_bits (&pack->bits, N_SYMBOLS - 257, 5);
  put_bits (&pack->bits, pack->pixel - 1, 5);
  put_bits (&pack->bits, G_N_ELEMENTS (order) - 4, 4);
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    put_bits (&pack->bits, order[i] < 16 ? 4 : 0, 3);
  for (guint i = 0; i < N_SYMBOLS; i++)
    put_bits (&pack->bits, reversed (lengths[i], 4), 4);
  for (guint i = 0; i < pack->pixel; i++)
    put_bits (&pack->bits, reversed (i + 1 == pack->pixel, 4), 4);
}

/* Two tokens are held at once: with what was held they are 7 + 2 * 21 bits at the most. */
static void
write_tokens (RvPack *pack, const Code *joined)
{
  Bits bits = pack->bits;
  guint i = 0;

  for (; i + 1 < pack->n_tokens; i += 2)
    {
      Code one = joined[pack->tokens[i]], other = joined[pack->tokens[i + 1]];

      hold (&bits, one.bits, one.n);
      hold (&bits, other.bits, other.n);
      pour (&bits);
    }
  if (i < pack->n_tokens)
    put_bits (&bits, joined[pack->tokens[i]].bits, joined[pack->tokens[i]].n);
  pack->bits = bits;
}

static void
write_block (RvPack *pack, gboolean is_last)
{
  guint weights[N_SYMBOLS] = { 0 };
  guint8 lengths[N_SYMBOLS];
  Code codes[N_SYMBOLS] = { 0 }, joined[N_TOKENS] = { 0 };
  guint start = pack->output->len;

  g_byte_array_set_size (pack->output, start + LARGEST_HEAD + pack->n_tokens * LARGEST_TOKEN);
  pack->bits.at = pack->output->data + start;
  weigh (pack, weights);
  weights[0] = MAX (weights[0], 1); /* an empty block has two symbols too */
  choose_lengths (weights, lengths);
  assign_codes (lengths, codes);
  join_codes (codes, joined);
  write_head (pack, lengths, is_last);
  write_tokens (pack, joined);
  put_bits (&pack->bits, codes[END_OF_BLOCK].bits, codes[END_OF_BLOCK].n);
  g_byte_array_set_size (pack->output, (guint) (pack->bits.at - pack->output->data));
  pack->n_tokens = 0;
}

static void
add_token (RvPack *pack, Token token)
{
  if (pack->n_tokens == BLOCK)
    write_block (pack, FALSE);
  pack->tokens[pack->n_tokens++] = token;
}

static void
add_byte (RvPack *pack, guint8 byte)
{
  add_token (pack, byte);
  pack->sum += byte;
  pack->sums += pack->sum;
}

static void
add_pixel (RvPack *pack, const guint8 *pixel)
{
  guint64 sum = pack->sum, sums = pack->sums;
  Token *tokens;

  if (pack->n_tokens + 4 > BLOCK)
    write_block (pack, FALSE);
  tokens = pack->tokens + pack->n_tokens;
  for (guint i = 0; i < pack->pixel; i++)
    {
      tokens[i] = pixel[i];
      sum += pixel[i];
      sums += sum;
    }
  pack->n_tokens += pack->pixel;
  pack->sum = sum;
  pack->sums = sums;
}

/* What @n pixels add to the sums: the first byte is counted as often as there are bytes from it on, and so forth. */
static void
sum_pixels (RvPack *pack, guint64 n)
{
  guint64 size = pack->pixel, of_pixel = 0, n_bytes = n * size;

  pack->sums += n_bytes * pack->sum;
  for (guint i = 0; i < size; i++)
    {
      pack->sums += pack->last[i] * (n * (n_bytes - i) - size * (n * (n - 1) / 2));
      of_pixel += pack->last[i];
    }
  pack->sum += n * of_pixel;
}

static void
repeat_last (RvPack *pack, guint n)
{
  guint most = LONGEST_REPEAT / pack->pixel;

  sum_pixels (pack, n);
  for (; n > most; n -= most)
    add_token (pack, (Token) (256 + most * pack->pixel));
  add_token (pack, (Token) (256 + n * pack->pixel));
}

/* ---- public ------------------------------------------------------------------------------------------------------ */

RvPack *
rv_pack_new (GByteArray *output, guint pixel)
{
  RvPack *pack = g_new0 (RvPack, 1);

  g_assert (pixel == 3 || pixel == 4);
  pack->output = output;
  pack->pixel = pixel;
  pack->sum = 1;
  g_byte_array_append (output, (const guint8[]) { 0x78, 0x01 }, 2);
  return pack;
}

void
rv_pack_free (RvPack *pack)
{
  g_free (pack);
}

void
rv_pack_begin_row (RvPack *pack, guint8 filter)
{
  pack->sum %= ADLER_BASE;
  pack->sums %= ADLER_BASE;
  add_byte (pack, filter);
  pack->has_last = FALSE;
}

void
rv_pack_pixels (RvPack *pack, const guint8 *pixel, guint n)
{
  if (!pack->has_last || memcmp (pack->last, pixel, 4) != 0)
    {
      add_pixel (pack, pixel);
      memcpy (pack->last, pixel, 4);
      pack->has_last = TRUE;
      n--;
    }
  if (n > 0)
    repeat_last (pack, n);
}

void
rv_pack_finish (RvPack *pack)
{
  write_block (pack, TRUE);
  while (pack->bits.n_held > 0)
    {
      g_byte_array_append (pack->output, &(guint8) { (guint8) pack->bits.held }, 1);
      pack->bits.held >>= 8;
      pack->bits.n_held -= MIN (pack->bits.n_held, 8);
    }
  put_big_endian (pack->output, (guint32) (pack->sums % ADLER_BASE) << 16 | (guint32) (pack->sum % ADLER_BASE));
}
