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

/**
 * The same for work that may fail: who asks while it runs waits for it, and what failed is made
 * again for whoever asks next.
 */
export const memoizedWork = <Input, Value>(
  make: (input: Input) => Promise<Value>,
  keyOf: (input: Input) => unknown = (input) => input,
): ((input: Input) => Promise<Value>) => {
  const made = new Map<unknown, Promise<Value>>();
  return async (input) => {
    const key = keyOf(input);
    const work = made.get(key) ?? make(input);
    made.set(key, work);
    try {
      return await work;
    } catch (error) {
      made.delete(key);
      throw error;
    }
  };
};
