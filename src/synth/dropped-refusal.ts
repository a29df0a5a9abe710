import { DroppedField } from './dropped-fields';
import { Refusal } from './refusal';

/** The props of hardened constructs that say the same as a field. */
const PROPS: { readonly [field: string]: string } = {
  appArmorProfile: 'appArmor', seLinuxOptions: 'seLinux', seccompProfile: 'seccomp', hostUsers: 'userNamespace', runtimeClassName: 'runtimeClass',
};

/** A field that was asked for and did not arrive, in the words by which a construct refuses to emit what is weaker than asked for. */
export function droppedRefusal({ path, value, by, asked, arrivesAs }: DroppedField): Refusal {
  const wanted = typeof value === 'object' || value === undefined ? '' : ` as ${JSON.stringify(value)}`;
  return {
    path,
    message: `must arrive${wanted}, which ${asked === 'patch' ? 'a patch asks' : 'its props ask'} for: ${by} dropped it`,
    fix: arrivesAs === undefined ? newerClasses(path, by) : `Write it as \`${arrivesAs}\`: ${by} takes it in no other way.`,
  };
}

function newerClasses(path: string, by: string): string {
  const field = Object.keys(PROPS).find(name => path.split('.').includes(name));
  return `${by} does not know this field. Import newer classes (\`cdk8s import k8s@1.31.0\`), use a newer cdk8s-plus, or write the object as an \`ApiObject\``
    + `${field === undefined ? '.' : `; on a hardened construct set the prop \`${PROPS[field]}\`.`}`;
}
