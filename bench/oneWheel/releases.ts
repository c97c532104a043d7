// How often packages are released, by the upload times that an index tells.

const YEAR = 365 * 86_400_000;

interface IndexPage {
  readonly files: readonly { readonly filename: string; readonly "upload-time"?: string }[];
}

/** Final releases with wheels that an index had in the last year. */
export const releasesInAYear = async (index: string, name: string): Promise<number> => {
  const accept = "application/vnd.pypi.simple.v1+json";
  const response = await fetch(`${index.replace(/\/+$/, "")}/${name}/`, { headers: { accept } });
  if (!response.ok) throw new Error(`the index answered ${response.status} for ${name}`);
  const first = new Map<string, number>();
  for (const file of ((await response.json()) as IndexPage).files) {
    const version = /^[^-]+-([^-]+)-.+\.whl$/.exec(file.filename)?.[1];
    const time = Date.parse(file["upload-time"] ?? "");
    if (version === undefined || /\d(a|b|rc|\.?dev)\d/.test(version) || Number.isNaN(time))
      continue;
    first.set(version, Math.min(time, first.get(version) ?? Infinity));
  }
  return [...first.values()].filter((time) => Date.now() - time < YEAR).length;
};
