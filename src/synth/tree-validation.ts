import { IConstruct } from 'constructs';

/** Runs every validation of the tree and reports as cdk8s does. */
export function validateTree(root: IConstruct): void {
  const errors = root.node.findAll().flatMap(construct => construct.node.validate().map(error => `[${construct.node.path}] ${error}`));
  if (errors.length > 0) throw new Error(`Validation failed with the following errors:\n  ${errors.join('\n  ')}`);
}
