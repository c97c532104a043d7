/** A body that begins with a marker that readers do not see. */
export const marked = (marker: string, body: string): string => `<!-- ${marker} -->\n${body}`;

/** Whether a body begins with that marker. */
export const carries = (marker: string, body: string | null | undefined): boolean =>
  body?.startsWith(`<!-- ${marker} -->`) ?? false;
