// Writes what examples/adopt says on stderr into its report.txt, and into the README. Usage: npx projen report (after a compile)
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const cli = new URL('../node_modules/cdk8s-cli/bin/cdk8s', import.meta.url).pathname;
const env = { ...process.env, NO_COLOR: '1', TS_NODE_TRANSPILE_ONLY: 'true', npm_config_loglevel: 'error' };
const { stderr } = spawnSync(process.execPath, [cli, 'synth', '--no-check-upgrade'], { cwd: 'examples/adopt', env, encoding: 'utf8' });

// Behind the report stand the line of the app that asked for the output, and what the CLI says about itself.
const report = stderr.slice(0, stderr.search(/^ {4}at /m));
writeFileSync('examples/adopt/report.txt', report);
writeFileSync('README.md', readFileSync('README.md', 'utf8').replace(/```text\n[\s\S]*?```/, () => `\`\`\`text\n${report}\`\`\``));
