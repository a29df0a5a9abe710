import { IConstruct } from 'constructs';

/** The path of a construct from a scope on: empty for the scope itself, undefined for what is not below it. */
export function placeInScope(scope: IConstruct, constructPath: string): string | undefined {
  const { path } = scope.node;
  if (path === '') return constructPath;
  if (constructPath === path) return '';
  return constructPath.startsWith(`${path}/`) ? constructPath.slice(path.length + 1) : undefined;
}
