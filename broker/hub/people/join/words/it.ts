import type { JoinWords } from '../words.ts';

export const it: JoinWords = {
  name: 'Italiano',
  direction: 'ltr',
  title: 'Mostrare la tua lista su uno schermo?',
  where: (display, store) =>
    store === '' ? `Sullo schermo «${display}»` : `Sullo schermo «${display}», ${store}`,
  check: 'Lo schermo mostra proprio questo codice? Se no, fermati qui.',
  codeLabel: 'Codice',
  shows: 'Che cosa mostrerà lo schermo',
  showsFirst: 'Il tuo nome, e che hai una lista',
  showsSecond: 'La lista solo quando tocchi «Mostrala» sullo schermo',
  showsThird: 'Nient’altro, e quando finisci dimentica tutto',
  signIn: 'Continua e accedi',
  signInNote: 'Accedi dalla pagina dell’account del negozio. Lo schermo non vede mai la tua password.',
  notMe: 'No, non sono stato io',
  going: 'Ti portiamo alla pagina di accesso',
  goOn: 'Avanti',
  confirmTitle: (name) => `${name}, la mostriamo lì?`,
  confirmBody: 'Guarda ancora una volta: lo schermo deve mostrare questo codice ed essere davanti a te.',
  yes: 'Sì, mostrala',
  consentsTitle: 'Se ti va',
  consentsNote: 'Niente di questo è necessario. Se lasci vuoto, funziona tutto allo stesso modo.',
  doneTitle: (name) => `Fatto, ${name}`,
  doneBody: (display) => `Guarda lo schermo «${display}». Puoi chiudere questa pagina.`,
  refusedTitle: 'Non viene mostrato nulla',
  refusedBody: 'Il codice non vale più. Puoi chiudere questa pagina.',
  enterTitle: 'Quale codice mostra lo schermo?',
  enterBody: 'Otto lettere, sotto il riquadro da inquadrare.',
  enterGo: 'Avanti',
  languages: 'Lingua',
  trouble: {
    unknown: {
      title: 'Questo codice non vale più',
      body: 'È stato usato, o sono passati i suoi cinque minuti. Chiedine uno nuovo allo schermo.',
    },
    taken: {
      title: 'Un altro telefono ha questo codice',
      body: 'Se non è il tuo, tocca «Nuovo codice» sullo schermo.',
    },
    over: {
      title: 'Lo schermo non aspetta più',
      body: 'Qualcuno ha finito lì, oppure manca la rete. Non è stato mostrato nulla. Riprova allo schermo.',
    },
    busy: { title: 'Un momento', body: 'Troppi tentativi. Aspetta un minuto e riprova.' },
    away: { title: 'L’accesso non risponde', body: 'Non è colpa tua. Riprova tra un momento.' },
    refused: {
      title: 'Accesso non riuscito',
      body: 'L’accesso è stato interrotto o non era di questo telefono. Inquadra di nuovo il codice.',
    },
    stranger: {
      title: 'Qui non conosciamo questo account',
      body: 'Hai fatto l’accesso, ma questo negozio non ha una tua lista. Tutto il resto sullo schermo funziona.',
    },
    fault: { title: 'Non ha funzionato', body: 'Qualcosa qui è andato storto. Riprova tra un momento.' },
  },
};
