import { IConstruct } from 'constructs';

/** Runs every validation of the tree and reports as cdk8s does. */
export function validateTree(constructs: readonly IConstruct[]): void {
  const errors: string[] = [];
  for (const construct of constructs) {
    for (const error of construct.node.validate()) errors.push(`[${construct.node.path}] ${error}`);
  }
  if (errors.length > 0) throw new Error(`Validation failed with the following errors:\n  ${errors.join('\n  ')}`);
}
