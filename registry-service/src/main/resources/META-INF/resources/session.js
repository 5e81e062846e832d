'use strict';
// Who looks at the page. The cookie of a session is out of reach of scripts; signing out needs nothing but it.
const nobody = {name: null, means: null};
let session = nobody;

function showSession(found) {
  session = found;
  const isKnown = found.means === 'session';
  document.getElementById('who').textContent = isKnown ? visible(found.name) : '';
  document.getElementById('sign-out').hidden = !isKnown;
}

function showSignIn(isNeeded) {
  const form = document.getElementById('sign-in');
  if (form.hidden === isNeeded) {
    form.hidden = !isNeeded;
    document.querySelector('main').hidden = isNeeded;
    if (isNeeded) {
      showSession(nobody);
      form.elements.name.focus();
    }
  }
}

async function askSession(method, body) {
  return fetch('api/v1/session', {method, body, headers: {Accept: 'application/json', 'Content-Type': 'application/json'}});
}

async function signIn(event) {
  event.preventDefault();
  const form = event.target;
  const problem = document.getElementById('sign-in-problem');
  problem.textContent = '';
  try {
    const answer = await askSession('POST', JSON.stringify({name: form.elements.name.value, password: form.elements.password.value}));
    const found = await answer.json();
    if (!answer.ok) {
      problem.textContent = visible(found.detail ?? 'The registry answers ' + answer.status);
      return;
    }
    form.reset();
    showSession(found);
    showSignIn(false);
    refresh();
  } catch (error) {
    problem.textContent = 'No answer: ' + error.message;
  }
}

async function signOut() {
  await askSession('DELETE');
  showSignIn(true);
}

async function begin() {
  document.getElementById('sign-in').addEventListener('submit', signIn);
  document.getElementById('sign-out').addEventListener('click', signOut);
  const pages = await fetch('q/swagger-ui/', {method: 'HEAD'});
  document.getElementById('interface').hidden = !pages.ok;
  const answer = await askSession('GET');
  if (answer.ok) {
    showSession(await answer.json());
  }
}
begin().catch(() => {}); // the poll says that there is no answer
