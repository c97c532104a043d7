/** One axis as a line to put into dl-env.yml. */
export const matrixLine = (axis: string, value: string): string =>
  `matrix: { ${axis}: ["${value}"] }`;
