// What the library does, shown on two apps with the real cdk8s CLI. Run it with `npx projen demo`, which compiles the library first.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const EXAMPLES = dirname(fileURLToPath(import.meta.url));
const ROOT = dirname(EXAMPLES);
const SHOWN = 'cartservice';

if (!existsSync(join(ROOT, 'lib', 'index.js'))) {
  console.error('lib/ is missing. Run `npx projen demo`, which compiles the library first.');
  process.exit(1);
}
const asItShould = showBoutique() && showAdopt();
process.exitCode = asItShould ? 0 : 1;

/** A hardened app: it passes, and nobody had to ask for the hardening. */
function showBoutique() {
  title('An app of hardened constructs: examples/online-boutique');
  const { status, stderr } = synth('online-boutique');
  const [file] = yamlFilesOf('online-boutique');
  if (status !== 0 || stderr !== '' || file === undefined) return misbehaved(`exit code ${status}, expected 0 and no finding.`, stderr);

  const { Yaml } = createRequire(import.meta.url)('cdk8s');
  const objects = Yaml.load(file);
  say(`Exit code 0, no finding, no waiver: ${objects.length} objects.`);
  for (const [kind, count] of countedBy(objects.map(object => object.kind))) say(`${String(count).padStart(5)}  ${kind}`);

  const shown = readFileSync(file, 'utf8').split(/^---$\n/m)[objects.findIndex(isShown)];
  say('', `The Deployment "${SHOWN}" in full:`, '', ...shown.trimEnd().split('\n').map(line => `  ${line}`));
  say('', 'Who may talk to it, and to whom it may talk:', '', ...connectionsOf(objects.find(isShown), objects).map(line => `  ${line}`));
  say('  Nothing else, but for DNS: a DefaultDenyNetworkPolicy closes the namespace in both directions.');
  say('', `All of it is in ${relative(ROOT, file)}.`);
  return true;
}

/** An ordinary app, to which only the Aspect was added: it is stopped before a file is written. */
function showAdopt() {
  title('An ordinary app with nothing but the Aspect added: examples/adopt');
  const { status, stderr } = synth('adopt');
  // What follows is a stack trace of the CLI.
  const [report] = stderr.split(/^Error: command /m);
  const written = yamlFilesOf('adopt');
  if (status !== 1 || !report.includes('Nothing was written.') || written.length > 0) {
    return misbehaved(`exit code ${status} and ${written.length} files, expected 1 and none.`, stderr);
  }
  say(report.trimEnd(), '', 'Exit code 1, and examples/adopt/dist holds no YAML.');
  return true;
}

function synth(example) {
  const cli = createRequire(import.meta.url).resolve('cdk8s-cli/package.json');
  const { status, stderr } = spawnSync(process.execPath, [join(dirname(cli), 'bin', 'cdk8s'), 'synth', '--no-check-upgrade'], {
    cwd: join(EXAMPLES, example),
    encoding: 'utf8',
    // Types are checked by `npx projen typecheck`; npm's own warnings are none of the library's.
    env: { ...process.env, FORCE_COLOR: undefined, NO_COLOR: '1', TS_NODE_TRANSPILE_ONLY: 'true', npm_config_loglevel: 'error' },
  });
  return { status, stderr };
}

function yamlFilesOf(example) {
  const folder = join(EXAMPLES, example, 'dist');
  return existsSync(folder) ? readdirSync(folder).filter(name => name.endsWith('.yaml')).map(name => join(folder, name)) : [];
}

function isShown({ kind, metadata }) {
  return kind === 'Deployment' && metadata.name === SHOWN;
}

/** `from -> to : port` for every connection that the NetworkPolicies of a Deployment open to other Deployments, incoming ones first. */
function connectionsOf(deployment, objects) {
  const deployments = objects.filter(({ kind }) => kind === 'Deployment');
  const names = new Map(deployments.map(({ metadata, spec }) => [JSON.stringify(spec.selector.matchLabels), metadata.name]));
  const nameOf = selector => names.get(JSON.stringify(selector?.matchLabels));
  const { name } = deployment.metadata;

  const specs = objects.filter(({ kind, spec }) => kind === 'NetworkPolicy' && nameOf(spec.podSelector) === name).map(({ spec }) => spec);
  const opened = (rules = [], peers, arrow) => rules.flatMap(rule =>
    rule[peers].map(peer => nameOf(peer.podSelector)).filter(peer => peer !== undefined).map(peer => `${arrow(peer)} : ${portsIn(rule.ports)}`));
  return [
    ...specs.flatMap(({ ingress }) => opened(ingress, 'from', caller => `${caller} -> ${name}`)).sort(),
    ...specs.flatMap(({ egress }) => opened(egress, 'to', called => `${name} -> ${called}`)).sort(),
  ];
}

function portsIn(ports) {
  return ports.map(({ port, protocol }) => `${port}/${protocol}`).join(', ');
}

function countedBy(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts];
}

function title(text) {
  say('', text, '-'.repeat(text.length), '');
}

function say(...lines) {
  console.log(lines.join('\n'));
}

function misbehaved(what, stderr) {
  console.error(`This is not what should happen: ${what}`);
  console.error(stderr);
  return false;
}
