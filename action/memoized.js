// src/text/memoized.ts
/**
* `make`, which is called once for each key and whose answer is given again after that. The key is
* the input itself, or what `keyOf` makes of it. A promise that rejects is kept too.
*/
const memoized = (make, keyOf = (input) => input) => {
	const made = /* @__PURE__ */ new Map();
	return (input) => {
		const key = keyOf(input);
		const before = made.get(key);
		if (before !== void 0) return before;
		const value = make(input);
		made.set(key, value);
		return value;
	};
};
/**
* The same for work that may fail: who asks while it runs waits for it, and what failed is made
* again for whoever asks next.
*/
const memoizedWork = (make, keyOf = (input) => input) => {
	const made = /* @__PURE__ */ new Map();
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
export { memoizedWork as n, memoized as t };
