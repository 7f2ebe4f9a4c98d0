/** One of a fixed list of texts, with its type: a union built by `map` would lose it. */
import { Type, type TUnsafe } from 'typebox';

export function literals<const T extends readonly string[]>(
  names: T,
  annotations: Record<string, unknown> = {},
): TUnsafe<T[number]> {
  const schema = Type.Union(
    names.map((name) => Type.Literal(name)),
    annotations,
  );
  return Type.Unsafe<T[number]>(schema);
}
