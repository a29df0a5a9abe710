import { layoutOf } from '../../../src/network/pictures/layout';
import { pictureOf } from '../../../src/network/pictures/picture-of';
import { KubernetesObject, networkOf } from '../network-kit';
import { OPEN_APP, syntheticApp } from './synthetic';

const EVERYTHING = { mostNodes: Infinity, mostEdges: Infinity };

function placed(objects: readonly KubernetesObject[]): ReturnType<typeof layoutOf> {
  return layoutOf(pictureOf(networkOf(...objects), EVERYTHING));
}

for (const [name, objects] of [['an open app', OPEN_APP], ['a chain of namespaces', syntheticApp(24, 3, 2)]] as const) {
  test(`every node of ${name} is in its namespace, and every arrow ends at the nodes that it is of`, () => {
    const { boxes, nodes, edges, width, height } = placed(objects);
    const byId = new Map(nodes.map(node => [node.of.id, node]));

    for (const box of boxes) {
      for (const { id } of box.of.nodes) {
        const node = byId.get(id)!;
        expect([node.x >= box.x, node.y >= box.y, node.x + node.width <= box.x + box.width, node.y + node.height <= box.y + box.height])
          .toEqual([true, true, true, true]);
      }
    }
    for (const { of, points, label } of edges) {
      const [from, to] = [byId.get(of.from)!, byId.get(of.to)!];
      expect([from.x, from.x + from.width]).toContain(points[0].x);
      expect([to.x, to.x + to.width]).toContain(points[points.length - 1].x);
      for (const { x, y } of [...points, label.at]) expect([x >= 0, x <= width, y >= 0, y <= height]).toEqual([true, true, true, true]);
    }
  });
}

test('the same picture is placed the same way', () => {
  expect(placed(OPEN_APP)).toEqual(placed(OPEN_APP));
});
