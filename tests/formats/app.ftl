# However, un commentaire
### However

-marque = Navigateur however
    .genre = however

bienvenue = Bienvenue however, { $nom } !
suite = Une phrase however
    qui continue in
    addition sur trois lignes.

    Un autre paragraphe however.
vide =
    Commence however à la ligne { "{" } suivante
    .titre = However, l’étiquette
choix = Vous avez { $n ->
        [one] un message however
       *[other] { $n } messages however
            sur deux lignes
    } however non lus.
