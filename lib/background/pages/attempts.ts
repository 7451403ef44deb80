const ATTEMPTS = 5;
const INTERVAL_MS = 60;

/** Does again what fails: access that a click or a key gave may reach a page a moment after it is told. */
export async function withAttempts<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
    }
    await new Promise((resolve) => {
      setTimeout(resolve, INTERVAL_MS);
    });
  }
}
