import { writeSync } from 'node:fs';
import { Terminal } from './terminal';

const STDOUT = 1;
const STDERR = 2;

/** The streams of the process, written to at once: what was printed is out before the process ends. */
export const processTerminal: Terminal = {
  stdout: text => write(STDOUT, text),
  stderr: text => write(STDERR, text),
  get hasColours() {
    return process.stdout.isTTY === true && !process.env.NO_COLOR;
  },
};

function write(descriptor: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let written = 0; written < bytes.length;) {
    try {
      written += writeSync(descriptor, bytes, written);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // Whoever reads along, such as `head`, has seen enough.
      if (code === 'EPIPE') return;
      // A pipe is full: whoever reads along has to catch up.
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}
