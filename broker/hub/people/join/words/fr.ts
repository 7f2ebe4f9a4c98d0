import type { JoinWords } from '../words.ts';

export const fr: JoinWords = {
  name: 'Français',
  direction: 'ltr',
  title: 'Afficher votre liste sur un écran ?',
  where: (display, store) =>
    store === '' ? `Sur l’écran « ${display} »` : `Sur l’écran « ${display} », ${store}`,
  check: 'L’écran affiche-t-il exactement ce code ? Sinon, arrêtez-vous ici.',
  codeLabel: 'Code',
  shows: 'Ce que l’écran affichera',
  showsFirst: 'Votre prénom, et que vous avez une liste',
  showsSecond: 'La liste elle-même seulement quand vous touchez « L’afficher »',
  showsThird: 'Rien d’autre, et il oublie tout quand vous terminez',
  signIn: 'Continuer et se connecter',
  signInNote:
    'Vous vous connectez sur la page de compte du magasin. L’écran ne voit jamais votre mot de passe.',
  notMe: 'Non, ce n’était pas moi',
  going: 'Vers la page de connexion',
  goOn: 'Continuer',
  confirmTitle: (name) => `${name}, l’afficher là-bas ?`,
  confirmBody: 'Regardez encore une fois : l’écran doit afficher ce code et se trouver devant vous.',
  yes: 'Oui, l’afficher',
  consentsTitle: 'Si vous voulez',
  consentsNote: 'Rien de cela n’est nécessaire. Sans réponse, tout fonctionne de la même façon.',
  doneTitle: (name) => `C’est fait, ${name}`,
  doneBody: (display) => `Regardez l’écran « ${display} ». Vous pouvez fermer cette page.`,
  refusedTitle: 'Rien n’est affiché',
  refusedBody: 'Le code ne vaut plus rien. Vous pouvez fermer cette page.',
  enterTitle: 'Quel code l’écran affiche-t-il ?',
  enterBody: 'Huit lettres, sous le carré à scanner.',
  enterGo: 'Continuer',
  languages: 'Langue',
  trouble: {
    unknown: {
      title: 'Ce code n’est plus valable',
      body: 'Il a servi, ou ses cinq minutes sont passées. Demandez-en un nouveau à l’écran.',
    },
    taken: {
      title: 'Un autre téléphone a ce code',
      body: 'Si ce n’est pas le vôtre, touchez « Nouveau code » sur l’écran.',
    },
    over: {
      title: 'L’écran n’attend plus',
      body: 'Quelqu’un y a terminé, ou le réseau manque. Rien n’a été affiché. Réessayez à l’écran.',
    },
    busy: { title: 'Un instant', body: 'Trop d’essais. Attendez une minute, puis réessayez.' },
    away: {
      title: 'La connexion ne répond pas',
      body: 'Ce n’est pas votre faute. Réessayez dans un instant.',
    },
    refused: {
      title: 'Pas de connexion',
      body: 'La connexion a été quittée ou n’était pas celle de ce téléphone. Scannez le code à nouveau.',
    },
    stranger: {
      title: 'Nous ne connaissons pas ce compte ici',
      body: 'Vous êtes connecté, mais ce magasin n’a pas de liste pour vous. Tout le reste fonctionne sur l’écran.',
    },
    fault: {
      title: 'Cela n’a pas marché',
      body: 'Quelque chose s’est mal passé ici. Réessayez dans un instant.',
    },
  },
};
