/**
 * What the page does: it explains what is pointed at, draws the matrix of a namespace, writes the list, and searches in all of them. It makes
 * elements and sets texts, and never reads a text as mark-up.
 */
export const HTML_SCRIPT = `
'use strict';
(function () {
  var data = JSON.parse(document.getElementById('data').textContent);
  var byId = function (id) { return document.getElementById(id); };
  var all = function (root, selector) { return Array.prototype.slice.call(root.querySelectorAll(selector)); };
  var make = function (name, text, className) {
    var element = document.createElement(name);
    if (text !== undefined) element.textContent = text;
    if (className) element.className = className;
    return element;
  };
  var STEP = 200, WIDEST = 60;
  var words = [];
  var matches = function (text) { return words.every(function (word) { return text.indexOf(word) >= 0; }); };
  var number = function (count) { return String(count).replace(/\\B(?=(\\d{3})+$)/g, ','); };

  // ---- the explanation
  var told = byId('told');
  var toldTitle = byId('told-title');
  var toldBody = byId('told-body');
  var shown = null;
  function side(title, texts) {
    var block = make('div');
    block.appendChild(make('h4', title));
    var list = make('ul');
    texts.forEach(function (index) { list.appendChild(make('li', data.texts[index])); });
    block.appendChild(list);
    return block;
  }
  function tell(title, lines, index, pair) {
    var key = title + index + lines.join();
    if (shown === key && !told.hidden) return;
    shown = key;
    toldTitle.textContent = title;
    toldBody.textContent = '';
    lines.forEach(function (line) { toldBody.appendChild(make('p', line, 'faint')); });
    var why = data.told[index];
    if (index === -1) toldBody.appendChild(make('p', 'The explanation is not in this page. The command "cdk8s-hardened network explain" tells it.', 'faint'));
    if (why) {
      if (!pair || pair[0] !== why[0] || pair[1] !== why[1]) toldBody.appendChild(make('p', 'For example ' + why[0] + ' → ' + why[1] + ':', 'faint'));
      var ends = make('div', undefined, 'ends');
      ends.appendChild(side('Let out of ' + why[0], why[2]));
      ends.appendChild(side('Let in at ' + why[1], why[3]));
      toldBody.appendChild(ends);
    }
    told.hidden = false;
  }
  function close() { told.hidden = true; shown = null; }
  byId('told-close').addEventListener('click', close);
  document.addEventListener('keydown', function (event) { if (event.key === 'Escape') close(); });

  // ---- the drawing
  var picker = byId('namespace');
  var nodes = all(document, 'svg .node');
  var edges = all(document, 'svg .edge');
  function light(node) {
    var id = node && node.getAttribute('data-node');
    nodes.forEach(function (one) { one.classList.toggle('lit', one === node); });
    edges.forEach(function (edge) { edge.classList.toggle('lit', !!id && (edge.getAttribute('data-from') === id || edge.getAttribute('data-to') === id)); });
  }
  function tellEdge(edge) {
    var drawn = data.drawn[Number(edge.getAttribute('data-edge'))];
    var isSeveral = drawn.connections > 1;
    tell(drawn.title + ' : ' + drawn.ports, isSeveral ? ['This stands for ' + number(drawn.connections) + ' connections.'] : [], drawn.told, isSeveral ? undefined : data.told[drawn.told]);
  }
  function tellNode(node) {
    var of = data.nodes[node.getAttribute('data-node')];
    var lines = of.marks.slice();
    var isItself = of.members.length === 1 && of.members[0] === of.title;
    if (!isItself) lines.push(of.members.slice(0, 40).join(', ') + (of.members.length > 40 ? ' and ' + (of.members.length - 40) + ' more' : ''));
    lines.push('Reached by ' + ends(node, 'data-to', 'data-from') + '. Reaches ' + ends(node, 'data-from', 'data-to') + '.');
    tell(of.title, lines, null);
  }
  function ends(node, own, other) {
    var id = node.getAttribute('data-node');
    var found = edges.filter(function (edge) { return edge.getAttribute(own) === id; }).map(function (edge) {
      return data.nodes[edge.getAttribute(other)].title + ' (' + data.drawn[Number(edge.getAttribute('data-edge'))].ports + ')';
    });
    return found.length === 0 ? 'nobody that is drawn' : found.slice(0, 20).join('; ') + (found.length > 20 ? ' and ' + (found.length - 20) + ' more' : '');
  }
  function on(elements, act) {
    elements.forEach(function (element) {
      ['pointerenter', 'focus', 'click'].forEach(function (kind) { element.addEventListener(kind, function () { act(element); }); });
      element.addEventListener('keydown', function (event) {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        act(element);
      });
    });
  }
  on(edges, tellEdge);
  on(nodes, function (node) { light(node); tellNode(node); });
  nodes.forEach(function (node) {
    ['pointerleave', 'blur'].forEach(function (kind) { node.addEventListener(kind, function () { light(null); }); });
  });
  // The drawing of the namespace that is chosen, or the one of everything.
  var drawings = all(document, '.drawing');
  function showDrawing() {
    if (!picker) return;
    var isOf = function (name) { return function (drawing) { return drawing.getAttribute('data-namespace') === name; }; };
    var isSingle = drawings.length === 1 && isOf('')(drawings[0]);
    var chosen = isSingle ? drawings[0] : drawings.filter(isOf(picker.value))[0];
    drawings.forEach(function (drawing) { drawing.hidden = drawing !== chosen; });
    byId('no-drawing').hidden = chosen !== undefined;
  }
  function filterDrawing() {
    var hits = {};
    nodes.forEach(function (node) {
      var of = data.nodes[node.getAttribute('data-node')];
      if (matches((of.title + ' ' + of.members.join(' ')).toLowerCase())) hits[node.getAttribute('data-node')] = true;
    });
    var near = {};
    edges.forEach(function (edge) {
      var from = edge.getAttribute('data-from'), to = edge.getAttribute('data-to');
      var drawn = data.drawn[Number(edge.getAttribute('data-edge'))];
      var isHit = hits[from] || hits[to] || matches((drawn.title + ' ' + drawn.ports).toLowerCase());
      if (isHit) near[from] = near[to] = true;
      edge.classList.toggle('dim', !isHit);
    });
    nodes.forEach(function (node) {
      var id = node.getAttribute('data-node');
      node.classList.toggle('dim', !hits[id] && !near[id]);
    });
  }

  // ---- the matrix
  var entities = data.entities;
  var haystack = entities.map(function (entity) { return (entity.label + ' ' + entity.members.join(' ')).toLowerCase(); });
  var callersOf = entities.map(function () { return []; });
  for (var i = 0; i < data.edges.length; i += 4) callersOf[data.edges[i + 1]].push(i);
  var matrix = byId('matrix');
  function labelOf(index, namespace) {
    var entity = entities[index];
    return entity.namespace === '' || entity.namespace === namespace ? entity.label : entity.namespace + '/' + entity.label;
  }
  function pairTitle(edge) {
    return labelOf(data.edges[edge], null) + ' → ' + labelOf(data.edges[edge + 1], null) + ' : ' + data.ports[data.edges[edge + 2]][0];
  }
  function drawMatrix() {
    if (!matrix) return;
    if (picker.value === '') drawNamespaces();
    else drawNamespace(picker.value);
    var first = matrix.querySelector('button');
    if (first) first.tabIndex = 0;
  }
  // Callers by the called.
  function writeMatrix(rows, columns, write) {
    var note = [];
    if (rows.length > WIDEST) note.push('the first ' + WIDEST + ' of ' + rows.length + ' callers');
    if (columns.length > WIDEST) note.push('the first ' + WIDEST + ' of ' + columns.length + ' called');
    byId('matrix-note').textContent = rows.length === 0 || columns.length === 0 ? 'Nobody is found here by the search.'
      : note.length > 0 ? 'Shown: ' + note.join(' and ') + '. The search narrows them.' : '';
    matrix.textContent = '';
    if (rows.length === 0 || columns.length === 0) return;
    var head = make('tr');
    var corner = make('th', 'caller ↓ called →');
    corner.scope = 'col';
    head.appendChild(corner);
    columns.slice(0, WIDEST).forEach(function (to) {
      var cell = make('th');
      cell.scope = 'col';
      cell.title = write.title(to);
      cell.appendChild(make('div', write.label(to)));
      head.appendChild(cell);
    });
    var thead = make('thead');
    thead.appendChild(head);
    var body = make('tbody');
    rows.slice(0, WIDEST).forEach(function (from) {
      var row = make('tr');
      var name = make('th', write.label(from), write.isOther(from) ? 'other' : '');
      name.scope = 'row';
      name.title = write.title(from);
      row.appendChild(name);
      columns.slice(0, WIDEST).forEach(function (to) {
        var cell = make('td', undefined, from === to ? 'self' : '');
        var button = write.button(from, to);
        if (button) cell.appendChild(button);
        row.appendChild(cell);
      });
      body.appendChild(row);
    });
    matrix.appendChild(thead);
    matrix.appendChild(body);
  }
  function cellButton(text, label, className) {
    var button = make('button', text, className);
    button.type = 'button';
    button.tabIndex = -1;
    button.setAttribute('aria-label', label);
    return button;
  }
  function groupOf(index) {
    var entity = entities[index];
    return entity.namespace === '' ? entity.label : entity.namespace;
  }
  function drawNamespaces() {
    var counts = new Map();
    var callers = new Set(), called = new Set(), others = new Set();
    for (var i = 0; i < data.edges.length; i += 4) {
      var a = entities[data.edges[i]], b = entities[data.edges[i + 1]];
      var from = groupOf(data.edges[i]), to = groupOf(data.edges[i + 1]);
      if (a.namespace === '') others.add(from);
      if (b.namespace === '') others.add(to);
      var size = a.members.length * b.members.length - (a === b ? a.members.length : 0);
      if (words.length > 0 && !matches(haystack[data.edges[i]]) && !matches(haystack[data.edges[i + 1]]) && !matches((from + ' ' + to + ' ' + data.ports[data.edges[i + 2]][0]).toLowerCase())) continue;
      callers.add(from);
      called.add(to);
      var key = JSON.stringify([from, to]);
      counts.set(key, (counts.get(key) || 0) + size);
    }
    var sorted = function (set) { return Array.from(set).sort(function (x, y) { return others.has(x) - others.has(y) || (x < y ? -1 : 1); }); };
    writeMatrix(sorted(callers), sorted(called), {
      label: function (name) { return name; },
      title: function (name) { return name; },
      isOther: function (name) { return others.has(name); },
      button: function (from, to) {
        var count = counts.get(JSON.stringify([from, to]));
        if (!count) return null;
        var title = from + ' → ' + to + ' : ' + number(count) + (count === 1 ? ' connection' : ' connections');
        var button = cellButton(number(count), title, '');
        button.setAttribute('data-count', title);
        return button;
      }
    });
  }
  function drawNamespace(namespace) {
    var isOwn = function (index) { return entities[index].namespace === namespace; };
    var called = entities.map(function (_, index) { return index; }).filter(isOwn);
    var cells = new Map();
    var callers = new Set(called);
    called.forEach(function (to) {
      callersOf[to].forEach(function (edge) { callers.add(data.edges[edge]); cells.set(data.edges[edge] + ' ' + to, edge); });
    });
    var rows = Array.from(callers).sort(function (a, b) { return isOwn(b) - isOwn(a) || a - b; });
    var columns = called;
    if (words.length > 0) {
      var isHit = function (index) { return matches(haystack[index]); };
      var isCell = function (from, to) {
        var edge = cells.get(from + ' ' + to);
        return edge !== undefined && (isHit(from) || isHit(to) || matches(data.ports[data.edges[edge + 2]][0].toLowerCase()));
      };
      rows = rows.filter(function (from) { return (isHit(from) && isOwn(from)) || called.some(function (to) { return isCell(from, to); }); });
      columns = called.filter(function (to) { return isHit(to) || rows.some(function (from) { return isCell(from, to); }); });
    }
    writeMatrix(rows, columns, {
      label: function (index) { return labelOf(index, namespace); },
      title: function (index) { return entities[index].members.join(', '); },
      isOther: function (index) { return !isOwn(index); },
      button: function (from, to) {
        var edge = cells.get(from + ' ' + to);
        if (edge === undefined) return null;
        var ports = data.ports[data.edges[edge + 2]];
        var button = cellButton(ports[1], pairTitle(edge), ports[0].indexOf('perhaps ') === 0 ? 'perhaps' : '');
        button.setAttribute('data-pair', edge);
        return button;
      }
    });
  }
  function tellPair(target, pair) {
    var edge = Number(target.getAttribute('data-pair'));
    var isSingle = entities[data.edges[edge]].members.length === 1 && entities[data.edges[edge + 1]].members.length === 1;
    tell(pair ? pair[0] + ' → ' + pair[1] + ' : ' + data.ports[data.edges[edge + 2]][0] : pairTitle(edge), [], data.edges[edge + 3], isSingle ? data.told[data.edges[edge + 3]] : pair);
  }
  if (matrix) {
    ['mouseover', 'focusin', 'click'].forEach(function (kind) {
      matrix.addEventListener(kind, function (event) {
        if (event.target.hasAttribute('data-pair')) tellPair(event.target);
        else if (event.target.hasAttribute('data-count')) tell(event.target.getAttribute('data-count'), ['Choose a namespace to see which workloads.'], null);
      });
    });
    // One stop for the Tab key, arrows within: along a row, and to the nearest cell of the next row that has one.
    matrix.addEventListener('keydown', function (event) {
      var step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (!step || event.target.tagName !== 'BUTTON') return;
      event.preventDefault();
      var cell = event.target.parentNode;
      var row = cell.parentNode.rowIndex, column = cell.cellIndex;
      var next;
      if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
        do column += step; while (matrix.rows[row].cells[column] && !matrix.rows[row].cells[column].querySelector('button'));
        next = matrix.rows[row].cells[column] && matrix.rows[row].cells[column].querySelector('button');
      } else {
        do row += step; while (matrix.rows[row] && !matrix.rows[row].querySelector('button'));
        all(matrix.rows[row] || document.createElement('tr'), 'button').forEach(function (button) {
          var isNearer = !next || Math.abs(button.parentNode.cellIndex - column) < Math.abs(next.parentNode.cellIndex - column);
          if (isNearer) next = button;
        });
      }
      if (!next) return;
      event.target.tabIndex = -1;
      next.tabIndex = 0;
      next.focus();
    });
    picker.addEventListener('change', function () {
      showDrawing();
      drawMatrix();
    });
  }

  // ---- the list
  var list = byId('list');
  var limit = STEP;
  function drawList() {
    if (!list) return;
    var count = 0;
    var rows = document.createDocumentFragment();
    for (var i = 0; i < data.edges.length; i += 4) {
      var from = entities[data.edges[i]], to = entities[data.edges[i + 1]], ports = data.ports[data.edges[i + 2]][0];
      var self = data.edges[i] === data.edges[i + 1];
      for (var a = 0; a < from.members.length; a++) {
        for (var b = 0; b < to.members.length; b++) {
          if (self && a === b) continue;
          if (words.length > 0 && !matches((from.members[a] + ' → ' + to.members[b] + ' ' + ports).toLowerCase())) continue;
          count++;
          if (count <= limit) rows.appendChild(listRow(i, from.members[a], to.members[b], ports));
        }
      }
    }
    list.textContent = '';
    list.appendChild(rows);
    byId('more').hidden = count <= limit;
    byId('found').textContent = words.length === 0 ? number(count) + (count === 1 ? ' connection' : ' connections') : number(count) + ' found';
    byId('list-note').textContent = count > limit ? 'The first ' + number(limit) + ' of ' + number(count) + ' are shown.' : '';
  }
  // A long name is broken behind its namespace and before its kind.
  function nameCell(name) {
    var cell = make('td');
    cell.setAttribute('role', 'cell');
    name.split(/(?<=\\/)|(?=\\[)/).forEach(function (part, index) {
      if (index > 0) cell.appendChild(make('wbr'));
      cell.appendChild(document.createTextNode(part));
    });
    return cell;
  }
  function listRow(edge, from, to, ports) {
    var row = make('tr');
    row.setAttribute('role', 'row');
    row.appendChild(nameCell(from));
    row.appendChild(nameCell(to));
    var cell = make('td');
    cell.setAttribute('role', 'cell');
    var button = make('button', ports);
    button.type = 'button';
    button.setAttribute('data-pair', edge);
    button.setAttribute('aria-label', from + ' to ' + to + ': ' + ports + ', explain');
    cell.appendChild(button);
    row.appendChild(cell);
    return row;
  }
  if (list) {
    ['focusin', 'click'].forEach(function (kind) {
      list.addEventListener(kind, function (event) {
        if (!event.target.hasAttribute('data-pair')) return;
        var cells = event.target.parentNode.parentNode.cells;
        tellPair(event.target, [cells[0].textContent, cells[1].textContent]);
      });
    });
    byId('more').addEventListener('click', function () { limit += STEP; drawList(); });
  }

  // ---- the search
  var search = byId('search');
  var waiting = 0;
  function find() {
    words = search.value.toLowerCase().split(/\\s+/).filter(function (word) { return word !== ''; });
    limit = STEP;
    filterDrawing();
    drawMatrix();
    drawList();
  }
  search.addEventListener('input', function () {
    clearTimeout(waiting);
    waiting = setTimeout(find, 120);
  });
  showDrawing();
  find();
  document.documentElement.setAttribute('data-ready', '');
}());
`;
