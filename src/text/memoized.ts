/**
 * `make`, which is called once for each key and whose answer is given again after that. The key is
 * the input itself, or what `keyOf` makes of it. A promise that rejects is kept too.
 */
export const memoized = <Input, Value>(
  make: (input: Input) => Value,
  keyOf: (input: Input) => unknown = (input) => input,
): ((input: Input) => Value) => {
  const made = new Map<unknown, Value>();
  return (input) => {
    const key = keyOf(input);
    const before = made.get(key);
    if (before !== undefined) return before;
    const value = make(input);
    made.set(key, value);
    return value;
  };
};
