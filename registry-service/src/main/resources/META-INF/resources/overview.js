'use strict';
// Shows what the HTTP interface answers, again every two seconds. Data enters the page as text only.
const POLL_MILLIS = 2000;
let chosen = null;

const byId = id => document.getElementById(id);
const count = value => value === null ? '' : value.toLocaleString('en-US');
const time = value => value === null ? '' : new Date(value).toLocaleString();

// What cannot be seen in a name that a script inserted is written out, as in the services' logs.
const visible = text => text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu, character =>
  character.split('').map(unit => '\\u' + unit.charCodeAt(0).toString(16).padStart(4, '0')).join(''));

async function get(path) {
  const response = await fetch('api/v1/' + path, {headers: {Accept: 'application/json'}});
  if (response.status === 401) {
    showSignIn(true);
  }
  if (!response.ok) {
    throw new Error('The registry answers ' + response.status);
  }
  return JSON.parse(await response.text(), (key, value) => typeof value === 'string' ? visible(value) : value);
}

function element(name, text, className) {
  const made = document.createElement(name);
  made.textContent = text ?? '';
  if (className) {
    made.className = className;
  }
  return made;
}

function status(text) {
  const cell = document.createElement('td');
  cell.append(element('span', text, 'status ' + text));
  return cell;
}

function duration(from, to, now) {
  if (from === null) {
    return '';
  }
  const seconds = Math.max(0, (to === null ? now : new Date(to)) - new Date(from)) / 1000;
  if (seconds < 60) {
    return seconds.toFixed(1) + ' s';
  }
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? minutes + ' min ' + Math.floor(seconds % 60) + ' s'
    : Math.floor(minutes / 60) + ' h ' + minutes % 60 + ' min';
}

function fill(id, rows, columns, whenEmpty) {
  if (rows.length === 0) {
    const row = document.createElement('tr');
    const cell = element('td', whenEmpty, 'none');
    cell.colSpan = columns;
    row.append(cell);
    rows = [row];
  }
  byId(id).replaceChildren(...rows);
}

function row(...cells) {
  const made = document.createElement('tr');
  made.append(...cells);
  return made;
}

function showTotals(stats) {
  const inOrder = ['Pending', 'InProgress', 'Completed', 'Failed', 'Cancelled'].map(name => [name, stats.processes[name]])
    .map(([name, value]) => [name, value < stats.countedTo ? value : count(value) + ' or more']);
  const totals = {...Object.fromEntries(inOrder), 'Workers alive': stats.workersAlive, 'Held by workers': stats.running,
    'Slots': stats.slots};
  byId('totals').replaceChildren(...Object.entries(totals).map(([name, value]) => {
    const pair = document.createElement('div');
    pair.append(element('dt', name), element('dd', count(value)));
    return pair;
  }));
}

function showProcesses(processes, now) {
  const focused = document.activeElement?.dataset?.process;
  fill('processes', processes.map(process => {
    const choose = element('button', process.processId);
    choose.dataset.process = process.processId;
    choose.setAttribute('aria-label', 'Show the files of process ' + process.processId);
    choose.addEventListener('click', () => { chosen = process.processId; refresh(); });
    const id = document.createElement('td');
    id.append(choose);
    const made = row(id, element('td', process.processName), status(process.status),
      element('td', process.workerAssigned), element('td', time(process.createdAt)),
      element('td', duration(process.startTime, process.endTime, now), 'number'),
      element('td', process.lastError, 'error'));
    made.className = process.processId === chosen ? 'chosen' : '';
    return made;
  }), 7, 'Nothing has been registered yet.');
  if (focused) {
    document.querySelector('button[data-process="' + focused + '"]')?.focus();
  }
}

function showFiles(page, now) {
  byId('files-title').textContent = chosen === null ? 'Files' : 'Files of process ' + chosen
    + (page.next === null ? '' : ' (the first ' + page.items.length + ')');
  fill('files', page.items.map(file => row(
    element('td', file.directory ? file.directory + '/' + file.fileName : file.fileName),
    element('td', file.importName === null ? '' : file.importName + (file.importVersion === null ? '' : ' v' + file.importVersion)),
    status(file.status), element('td', count(file.rowsRead), 'number'), element('td', count(file.rowsLoaded), 'number'),
    element('td', count(file.rowsRejected), 'number'), element('td', duration(file.startTime, file.endTime, now), 'number'),
    element('td', file.lastError, 'error'))), 8, 'Choose a process to see its files.');
}

function showWorkers(workers) {
  fill('workers', workers.map(worker => row(element('td', worker.workerName),
    status(!worker.alive ? 'silent' : worker.draining ? 'draining' : 'alive'), element('td', count(worker.running), 'number'),
    element('td', count(worker.slots), 'number'), element('td', time(worker.startedAt)),
    element('td', time(worker.heartbeatAt)))), 6, 'No worker has started yet.');
}

let shown = 0;

async function refresh() {
  const turn = ++shown;
  try {
    const [stats, workers, processes] = await Promise.all([
      get('stats'), get('workers?limit=100'), get('processes?order=newest&limit=25')]);
    chosen ??= processes.items[0]?.processId ?? null;
    const files = chosen === null ? {items: [], next: null} : await get('processes/' + chosen + '/files?limit=100');
    if (turn !== shown) {
      return; // a click has asked again since
    }
    const now = new Date();
    showTotals(stats);
    showProcesses(processes.items, now);
    showFiles(files, now);
    showWorkers(workers.items);
    byId('state').className = '';
    byId('state').textContent = 'Live';
  } catch (error) {
    if (!byId('sign-in').hidden) {
      byId('state').className = '';
      byId('state').textContent = 'Not signed in';
      return;
    }
    byId('state').className = 'away';
    byId('state').textContent = 'No answer: ' + error.message + '. Trying again.';
  }
}

async function poll() {
  if (!document.hidden && byId('sign-in').hidden) {
    await refresh();
  }
  setTimeout(poll, POLL_MILLIS);
}
poll();
