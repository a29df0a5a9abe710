// Bundles the compiled command line of a package folder into the one file that bin/cdk8s-hardened loads.
import { join } from 'node:path';
import { build } from 'esbuild';

const [folder = '.'] = process.argv.slice(2);

await build({
  entryPoints: [join(folder, 'lib/cli/command.js')],
  outfile: join(folder, 'lib/cli/command.bundle.js'),
  bundle: true,
  platform: 'node',
  target: 'node20',
  // Names stay, for whoever reads a stack trace.
  minifyWhitespace: true,
  logLevel: 'error',
});
