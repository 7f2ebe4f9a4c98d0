/** Which file a worker thread begins with: compiled, or from source through the loader. */

/** @param from `import.meta.url` of the caller. @param name Beside it, without its ending: `./broker-worker` */
export function threadFile(from: string, name: string): URL {
  const fromSource = from.endsWith('.ts');
  const file = new URL(`${name}${fromSource ? '.ts' : '.js'}`, from);
  return fromSource ? throughLoader(file) : file;
}

/** `--import tsx` does nothing in a worker on Node 20: the loader must be registered from inside the thread. */
function throughLoader(file: URL): URL {
  const loader = JSON.stringify(import.meta.resolve('tsx/esm/api'));
  const code = `import { register } from ${loader}; register(); await import(${JSON.stringify(file.href)});`;
  return new URL(`data:text/javascript,${encodeURIComponent(code)}`);
}
