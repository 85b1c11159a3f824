kto_embed(kto_suggest src/suggest/data/weights.tsv suggest_weights)
