/** Each package on a line of its own, so that a diff shows what changed and nothing else. */
export const lockText = (
  head: Readonly<Record<string, unknown>>,
  listName: string,
  list: readonly object[],
): string => {
  const fields = Object.entries(head).map(
    ([name, value]) =>
      `  ${JSON.stringify(name)}: ` +
      `${JSON.stringify(value, undefined, 2).replaceAll("\n", "\n  ")},\n`,
  );
  const items = list.map(
    (item) =>
      `    {${Object.entries(item)
        .map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`)
        .join(", ")}}`,
  );
  return (
    `{\n${fields.join("")}  ${JSON.stringify(listName)}: ` +
    `[${items.length === 0 ? "" : `\n${items.join(",\n")}\n  `}]\n}\n`
  );
};
