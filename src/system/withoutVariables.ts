/**
 * Takes variables out of this process's environment for as long as `work` runs, which is given
 * their names: neither it nor what it starts has them.
 */
export const withoutVariables = async <T>(
  pattern: RegExp,
  work: (names: readonly string[]) => Promise<T>,
): Promise<T> => {
  const removed = Object.entries(process.env).filter(([name]) => pattern.test(name));
  for (const [name] of removed) delete process.env[name];
  try {
    return await work(removed.map(([name]) => name));
  } finally {
    for (const [name, value] of removed) process.env[name] = value;
  }
};
