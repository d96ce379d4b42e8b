/** Signals that ask the process to end. */

/** Return what is there once the process has been told to stop. */
export function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM']) {
      process.on(signal, () => {
        resolve();
      });
    }
  });
}
