/** Longer than most work takes, and short beside what a user notices. */
const LONGEST_TURN_MS = 8;

let turnStartedAt: number | null = null;

/**
 * To be awaited between the steps of work that may never have to wait. Steps that follow each other
 * as microtasks let nothing else run, neither timers nor the database nor a Stop; so after some
 * milliseconds this lets all else that is ready go first.
 */
export async function shareTurn(): Promise<void> {
  if (turnStartedAt === null) {
    turnStartedAt = performance.now();
    afterReadyTasks(() => (turnStartedAt = null));
  } else if (performance.now() - turnStartedAt >= LONGEST_TURN_MS) {
    await new Promise<void>(afterReadyTasks);
  }
}

/**
 * By a message: browsers hold each timer in a chain of timers back for 4 ms, and `scheduler.yield`
 * goes on before timers and all else of the same priority.
 */
function afterReadyTasks(callback: () => void): void {
  const { port1, port2 } = new MessageChannel();
  const receive = () => {
    port1.close();
    callback();
  };
  port1.addEventListener('message', receive, { once: true });
  port1.start();
  port2.postMessage(null);
}
