// Writes what examples/adopt says on stderr into its report.txt and the README, and the drawing of examples/online-boutique into the README.
// Usage: npx projen report (after a compile)
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const cli = new URL('../node_modules/cdk8s-cli/bin/cdk8s', import.meta.url).pathname;
const env = { ...process.env, NO_COLOR: '1', TS_NODE_TRANSPILE_ONLY: 'true', npm_config_loglevel: 'error' };

// Behind the report stand the line of the app that asked for the output, and what the CLI says about itself.
const { stderr } = synth('adopt');
const report = stderr.slice(0, stderr.search(/^ {4}at /m));
writeFileSync('examples/adopt/report.txt', report);
show('text', report);

const { status, stderr: fault } = synth('online-boutique');
if (status !== 0) throw new Error(`examples/online-boutique is stopped:\n${fault}`);
const drawn = spawnSync(process.execPath, ['bin/cdk8s-hardened', 'network', 'draw', 'examples/online-boutique/dist', '--format', 'mermaid'], { encoding: 'utf8' });
if (drawn.status !== 0) throw new Error(`examples/online-boutique cannot be drawn:\n${drawn.stderr}`);
show('mermaid', drawn.stdout);

function synth(example) {
  return spawnSync(process.execPath, [cli, 'synth', '--no-check-upgrade'], { cwd: `examples/${example}`, env, encoding: 'utf8' });
}

/** Into the first block of a language. */
function show(language, text) {
  const block = new RegExp(`\`\`\`${language}\\n[\\s\\S]*?\`\`\``);
  writeFileSync('README.md', readFileSync('README.md', 'utf8').replace(block, () => `\`\`\`${language}\n${text}\`\`\``));
}
