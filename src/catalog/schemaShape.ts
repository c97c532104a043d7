import type * as z from "zod";

interface Def {
  readonly type: string;
  readonly innerType?: z.core.$ZodType;
  readonly in?: z.core.$ZodType;
  readonly element?: z.core.$ZodType;
  readonly valueType?: z.core.$ZodType;
  readonly shape?: Readonly<Record<string, z.core.$ZodType>>;
  readonly options?: readonly z.core.$ZodType[];
}

/** What zod keeps of a schema, as far as it is walked here. */
export const defOf = (schema: z.core.$ZodType): Def => schema._zod.def;

/**
 * The schemas a value at the end of `path` may have, through optionals, defaults, pipes and unions.
 */
export const schemasAt = (
  schema: z.core.$ZodType,
  path: readonly PropertyKey[],
): readonly z.core.$ZodType[] => {
  const def = defOf(schema);
  const inner = def.innerType ?? (def.type === "pipe" ? def.in : undefined);
  if (inner !== undefined) return schemasAt(inner, path);
  if (def.type === "union") return (def.options ?? []).flatMap((option) => schemasAt(option, path));
  const [head, ...rest] = path;
  if (head === undefined) return [schema];
  const next = def.shape?.[String(head)] ?? def.element ?? def.valueType;
  return next === undefined ? [] : schemasAt(next, rest);
};

/** The keys that a value at the end of `path` may have; none where it is no object. */
export const keysAt = (schema: z.core.$ZodType, path: readonly PropertyKey[]): string[] =>
  schemasAt(schema, path).flatMap((found) => Object.keys(defOf(found).shape ?? {}));
