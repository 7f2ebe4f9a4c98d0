interface Lab {
  readonly L: number;
  readonly a: number;
  readonly b: number;
}

const toLinear = (c: number): number => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
const toGamma = (c: number): number => (c <= 0.0031308 ? c * 12.92 : 1.055 * c ** (1 / 2.4) - 0.055);

const labOf = (hex: string): Lab => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((i) => toLinear(parseInt(hex.slice(i, i + 2), 16) / 255));
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return {
    L: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    a: 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    b: 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  };
};

const hexOf = ({ L, a, b }: Lab): string => {
  const l = (L + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (L - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (L - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const rgb = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  return `#${rgb
    .map((c) =>
      Math.round(Math.min(1, Math.max(0, toGamma(Math.max(0, c)))) * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
};

/** Lighter or darker by eye, not by channel; shadows lean a little to blue. */
export const tone = (hex: string, by: number): string => {
  const { L, a, b } = labOf(hex);
  return hexOf({
    L: Math.min(0.99, Math.max(0.08, L + by)),
    a: a * (1 + by * 0.2),
    b: b + (by < 0 ? by * 0.04 : 0),
  });
};

/** The few paints one material needs. */
export interface Tones {
  readonly base: string;
  readonly lit: string;
  readonly glow: string;
  readonly shade: string;
  readonly deep: string;
  /** Outline. */
  readonly ink: string;
  /** Seams: darker on light cloth, lighter on dark cloth. */
  readonly seam: string;
  readonly thread: string;
}

export const tones = (hex: string): Tones => {
  const { L } = labOf(hex);
  const dark = L < 0.36;
  const pale = L > 0.8;
  return {
    base: hex,
    lit: tone(hex, dark ? 0.07 : pale ? 0.035 : 0.055),
    glow: tone(hex, dark ? 0.17 : pale ? 0.06 : 0.12),
    shade: tone(hex, dark ? -0.045 : pale ? -0.065 : -0.06),
    deep: tone(hex, dark ? -0.09 : pale ? -0.14 : -0.125),
    ink: tone(hex, dark ? -0.13 : pale ? -0.36 : -0.24),
    seam: tone(hex, dark ? -0.12 : pale ? -0.22 : -0.17),
    thread: tone(hex, dark ? 0.2 : pale ? -0.2 : 0.16),
  };
};
