/** Ctrl+C, or the end of a service manager's patience. The returned function stops listening. */
export function interrupted(stop: () => void): () => void {
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  return () => {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  };
}
