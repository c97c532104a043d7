/** Milliseconds. */
export const DAY = 86_400_000;

/** Bytes as people read them, in powers of 1000 like registries and disks: `1.52 GB`. */
export const bytes = (count: number): string => {
  const units = ["B", "kB", "MB", "GB", "TB"] as const;
  let value = count;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
  return `${value.toFixed(digits)} ${units[unit] ?? "B"}`;
};

/** Milliseconds as people read them: `0.4 s`, `2 min 05 s`. */
export const duration = (milliseconds: number): string => {
  const seconds = milliseconds / 1000;
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, "0")} s`;
};

/** `1 cell`, `3 cells`. */
export const count = (number: number, noun: string): string =>
  `${number} ${noun}${number === 1 ? "" : "s"}`;
