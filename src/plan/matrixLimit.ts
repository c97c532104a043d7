/** GitHub starts at most this many jobs from one matrix; github/docs, usage limits. */
export const MATRIX_LIMIT = 256;
