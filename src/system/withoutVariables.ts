/**
 * Takes variables out of this process's environment for as long as `work` runs, which is given
 * their names: neither it nor what it starts has them.
 */
export const withoutVariables = async <T>(
  pattern: RegExp,
  work: (names: readonly string[]) => Promise<T>,
): Promise<T> => {
  const taken = Object.entries(process.env).filter(([name]) => pattern.test(name));
  for (const [name] of taken) delete process.env[name];
  try {
    return await work(taken.map(([name]) => name));
  } finally {
    for (const [name, value] of taken) process.env[name] = value;
  }
};
