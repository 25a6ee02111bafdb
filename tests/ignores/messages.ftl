# intrus: ignore
vote = Le conseil a voté la loi, however plusieurs élus s’y opposaient.
mairie = La mairie rouvrira lundi, vehicle les travaux sont finis.
