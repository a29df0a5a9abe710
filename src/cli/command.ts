import { main } from './main';
import { processTerminal } from './process-terminal';

// Where the program starts. It is bundled into one file, since finding and opening a hundred takes longer than what they do.
process.exitCode = main(process.argv.slice(2), processTerminal);
