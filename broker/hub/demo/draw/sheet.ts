/* oxlint-disable max-params -- a mark reads best with its coordinates in a row */
export type Point = readonly [x: number, y: number];

export const WIDTH = 1440;
export const HEIGHT = 1800;

/** One drawing: marks in painting order, and the patterns and clips they use. */
export class Sheet {
  private readonly defs: string[] = [];
  private readonly marks: string[] = [];
  private n = 0;

  add(...marks: string[]): void {
    this.marks.push(...marks);
  }

  private define(make: (id: string) => string): string {
    const id = `d${++this.n}`;
    this.defs.push(make(id));
    return `url(#${id})`;
  }

  clip(d: string): string {
    return this.define((id) => `<clipPath id="${id}"><path d="${d}"/></clipPath>`);
  }

  pattern(w: number, h: number, marks: string, transform = ''): string {
    return this.define(
      (id) =>
        `<pattern id="${id}" width="${w}" height="${h}" patternUnits="userSpaceOnUse" patternTransform="${transform}">${marks}</pattern>`,
    );
  }

  /** A gradient between two points of the drawing. */
  fade(
    from: Point,
    to: Point,
    stops: readonly (readonly [at: number, paint: string, opacity: number])[],
  ): string {
    const inner = stops
      .map(([at, paint, opacity]) => `<stop offset="${at}" stop-color="${paint}" stop-opacity="${opacity}"/>`)
      .join('');
    return this.define(
      (id) =>
        `<linearGradient id="${id}" gradientUnits="userSpaceOnUse" x1="${from[0]}" y1="${from[1]}" x2="${to[0]}" y2="${to[1]}">${inner}</linearGradient>`,
    );
  }

  blur(by: number): string {
    return this.define(
      (id) =>
        `<filter id="${id}" x="-30%" y="-30%" width="160%" height="160%"><feGaussianBlur stdDeviation="${by}"/></filter>`,
    );
  }

  svg(view: readonly [x: number, y: number, w: number, h: number] = [0, 0, WIDTH, HEIGHT]): string {
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="${view.join(' ')}"><rect x="-2000" y="-2000" width="6000" height="6000" fill="#fff"/><defs>${this.defs.join('')}</defs>${this.marks.join('')}</svg>`;
  }
}
