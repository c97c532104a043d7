import type * as z from "zod";
import type { Catalog } from "../catalog/facts.ts";
import type { YamlFile } from "../catalog/yaml.ts";
import type { Place, RequestProblem } from "../errors/error.ts";
import { indexLoginVariables } from "../secrets/indexVariables.ts";
import type { OwnIndex } from "./customization.ts";
import type { requestFile } from "./requestFormat.ts";

type RequestFile = z.output<typeof requestFile>;

type Unplaced = Omit<RequestProblem, "place">;

/** Host and path; also without encryption, for an index on this machine or behind a wall. */
const ADDRESS =
  /^https?:\/\/(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:]+\])(?::[0-9]{1,5})?(?:\/[A-Za-z0-9._~%+:-]*)*$/;

/** Values are not repeated, since they may hold a password. */
const addressProblem = ({ name, url }: OwnIndex): Unplaced | undefined => {
  if (/^[a-z+]+:\/\/[^/]*@/i.test(url))
    return {
      code: "secret-in-request",
      message: `The address of the index ${name} holds a login, which everybody can read here.`,
      hint: `Leave it out, and give it in the environment: export ${indexLoginVariables(name)
        .map((one) => `${one}=…`)
        .join(" ")}`,
    };
  return ADDRESS.test(url)
    ? undefined
    : {
        code: "wrong-value",
        message: `The address of the index ${name} must begin with https:// or http:// and have no query.`,
        hint: "Write for example: index: [{ name: lab, url: https://pypi.lab.example/simple }]",
      };
};

/** One name has one address in all of the file, and none of the catalog's. */
const nameProblem = (
  { name, url }: OwnIndex,
  known: ReadonlyMap<string, string>,
  catalog: Pick<Catalog, "indexes">,
): Unplaced | undefined => {
  if (catalog.indexes.has(name))
    return {
      code: "wrong-value",
      message: `${name} is the name of an index of the catalog.`,
      hint: `Write another name, or its other address under mirrors: { ${new URL(catalog.indexes.get(name)?.url ?? "https://mirror.example").host}: mirror.example }`,
    };
  const before = known.get(name);
  return before === undefined || before === url
    ? undefined
    : {
        code: "wrong-value",
        message: `The index ${name} has another address above.`,
        hint: `Give this one another name, such as ${name}-2`,
      };
};

/** What is wrong with the package indexes of dl-env.yml, each with its place. */
export const checkIndexes = (
  request: RequestFile,
  yaml: YamlFile,
  catalog: Pick<Catalog, "indexes">,
): RequestProblem[] => {
  const placed = (own: readonly OwnIndex[], at: readonly PropertyKey[]) =>
    own.map((index, number) => ({ index, place: yaml.place([...at, "index", number]) }));
  const all: { readonly index: OwnIndex; readonly place: Place }[] = [
    ...placed(request.index ?? [], []),
    ...request.include.flatMap((entry, at) => placed(entry.index ?? [], ["include", at])),
  ];
  const known = new Map<string, string>();
  return all.flatMap(({ index, place }): RequestProblem[] => {
    const problem = addressProblem(index) ?? nameProblem(index, known, catalog);
    if (!known.has(index.name)) known.set(index.name, index.url);
    return problem === undefined ? [] : [{ ...problem, place }];
  });
};
